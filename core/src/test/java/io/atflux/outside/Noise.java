package io.atflux.outside;

/** Damage by the byte. */
final class Noise {

    private final World world;
    boolean on;
    long damaged;

    Noise(World world) {
        this.world = world;
    }

    /** The byte that comes of it, negative for none. */
    int spoil(int b) {
        if (!on) {
            return b;
        }
        if (world.random.nextDouble() < world.traits.losses) {
            damaged++;
            world.lastNoise = world.now();
            return -1;
        }
        if (world.random.nextDouble() < world.traits.flips) {
            damaged++;
            world.lastNoise = world.now();
            return b ^ (1 << world.random.nextInt(8));
        }
        return b;
    }
}
