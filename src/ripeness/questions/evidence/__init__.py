"""What rests on judgement, and what could be seen that would tell."""
