// A wall clock that is wrong on purpose.
using DynamoKv.Web.Hosting.Chaos;

namespace DynamoKv.Tests.Hosting.Chaos;

public sealed class ChaosTimeTests
{
    private readonly SetTime _real = new();

    [Fact]
    public void Without_a_fault_it_is_the_real_clock()
    {
        var time = new ChaosTime(_real);
        _real.Pass(TimeSpan.FromSeconds(3));

        Assert.Equal((_real.GetUtcNow(), _real.GetTimestamp(), _real.TimestampFrequency), (time.GetUtcNow(), time.GetTimestamp(), time.TimestampFrequency));
    }

    [Fact]
    public void Faults_add_up_and_drift_and_end()
    {
        var time = new ChaosTime(_real);
        var first = time.Add(TimeSpan.FromSeconds(-5), 0);
        var second = time.Add(TimeSpan.FromHours(1), 1_000);
        _real.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(_real.GetUtcNow() + TimeSpan.FromMilliseconds(3_595_010), time.GetUtcNow());
        first();
        Assert.Equal(_real.GetUtcNow() + TimeSpan.FromMilliseconds(3_600_010), time.GetUtcNow());
        second();
        Assert.Equal(_real.GetUtcNow(), time.GetUtcNow());
    }
}
