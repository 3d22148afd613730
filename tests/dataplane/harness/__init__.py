"""What the tests of the data plane are made of: meshes, proxies, applications and clients."""
