// YAML documents, read into the same located tree as JSON.
