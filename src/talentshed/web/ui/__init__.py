"""How does every page look and speak? Base template, components, theme."""
