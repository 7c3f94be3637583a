"""The build cache: what each part of the site was made from, so that the next build makes only what has changed."""
