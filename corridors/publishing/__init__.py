"""The atlas as a static folder for any web host: map, data, snapshots, quotes, no server."""
