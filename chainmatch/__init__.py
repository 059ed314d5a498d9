"""Say what an enterprise makes; get the park, the chain link and the gap that it fills."""
