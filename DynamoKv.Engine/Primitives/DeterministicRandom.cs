// The engine's only source of chance: the same seed gives the same numbers on every machine, for ever.
using System.IO.Hashing;
using System.Numerics;
using System.Text;

namespace DynamoKv.Engine.Primitives;

/// <summary>
/// A seeded generator (xoshiro256**, Blackman and Vigna 2018, seeded through SplitMix64). Take one stream a concern
/// with /// <see cref="Stream"/>, so that drawing more for one concern (a fault) never shifts another (the workload).
/// </summary>
public sealed class DeterministicRandom
{
    private readonly ulong _seed;
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Starts the generator of a seed.</summary>
    public DeterministicRandom(ulong seed)
    {
        _seed = seed;
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>
    /// An independent generator for one concern. Depends on this one's seed and the name only, not on what was drawn.
    /// </summary>
    public DeterministicRandom Stream(string concern) =>
        new(XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(concern), (long)_seed));

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 .. <paramref name="exclusiveBound"/> - 1, without bias (Lemire 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException">When the bound is not positive.</exception>
    public int NextInt32(int exclusiveBound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveBound);
        var bound = (ulong)exclusiveBound;
        while (true)
        {
            var high = Math.BigMul(NextUInt64(), bound, out var low);

            // The second test is exact and slow; the first settles all but one draw in 2^33 without it.
            if (low >= bound || low >= (0 - bound) % bound)
            {
                return (int)high;
            }
        }
    }

    /// <summary>True with the given probability; 0 never, 1 always. Draws exactly one number.</summary>
    public bool NextBool(double probability) => NextDouble() < probability;

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
