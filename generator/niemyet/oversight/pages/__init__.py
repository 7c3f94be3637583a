"""The pages of figures below /theo-doi/, in Vietnamese: of the whole site, of each province, of each commune."""
