"""Whether what an argument claims holds, and in which part of the assumptions."""
