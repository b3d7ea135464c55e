"""Settings, addresses and wiring of the portal; no rule, model or view."""
