"""What `make serve` does beyond building: save work, outlive faults and show them, make on demand what it left out."""
