"""niêm yết: administrative procedures of communes, posted in public from YAML records."""
