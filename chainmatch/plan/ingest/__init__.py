"""Official plan text in, `Plan` out; see `chainmatch.plan.ingest.draft`."""
