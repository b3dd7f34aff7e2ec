"""The style gallery and the filmstrip."""
