"""A link becomes an article: fetched from public addresses only, within limits, and with the site's leave."""
