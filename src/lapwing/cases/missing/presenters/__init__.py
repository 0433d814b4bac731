"""Words for the pages about missing children, page by page. Templates hold none of it."""
