"""Cases, measures, baselines, fitting."""
