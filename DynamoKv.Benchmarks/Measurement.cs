// How a rate is measured: rounds of enough work, their median, and what each operation allocated.
using System.Diagnostics;

namespace DynamoKv.Benchmarks;

/// <summary>What came out: operations a second (median of the rounds) and bytes allocated an operation.</summary>
internal readonly record struct Measurement(double PerSecond, double BytesEach)
{
    /// <summary>How many rounds are measured, after one that is thrown away.</summary>
    public const int Rounds = 5;

    /// <summary>Time of one operation, in nanoseconds.</summary>
    public double NanosecondsEach => 1e9 / PerSecond;

    /// <summary>Runs a body that does some work and says how many operations it did.</summary>
    public static Measurement Of(Func<long> body)
    {
        body();
        var rates = new double[Rounds];
        var bytes = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            var operations = body();
            rates[round] = operations / Stopwatch.GetElapsedTime(started).TotalSeconds;
            bytes[round] = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / operations;
        }

        Array.Sort(rates);
        Array.Sort(bytes);
        return new Measurement(rates[Rounds / 2], bytes[Rounds / 2]);
    }
}
