"""What planners ask: gaps of the region, fills, what-ifs, partners."""
