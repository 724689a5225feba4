// The page kit: one template, style, security policy and drawing kit for every page that the program writes.
