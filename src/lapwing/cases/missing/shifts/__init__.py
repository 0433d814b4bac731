"""What a shift needs: the morning's tasking, and a sheet on paper for when the computers are down."""
