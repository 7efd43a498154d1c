"""What tests share: projects to spoil, doors to knock at, built pages to read, browsers to visit them with."""
