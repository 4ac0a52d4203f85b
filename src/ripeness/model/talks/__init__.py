"""Who talks, about what, and what talking is for: stances, tracks, partial deals, the mediator's rule."""
