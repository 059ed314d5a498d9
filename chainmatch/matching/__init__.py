"""From a lead to ranked parks, links and reasons."""
