"""What a build remembers: of which files each part of the site was made, so that the next build makes only what changed."""
