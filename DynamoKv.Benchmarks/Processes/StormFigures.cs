// What one client of a storm has measured.
namespace DynamoKv.Benchmarks.Processes;

/// <summary>What one client of a storm has measured.</summary>
internal sealed class StormFigures
{
    /// <summary>Requests with an answer that settles them.</summary>
    public int Answered { get; private set; }

    /// <summary>Requests without: a quorum missed, a timeout, a broken connection.</summary>
    public int Unsettled { get; private set; }

    /// <summary>The longest that any request took.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Requests that wait for an answer now.</summary>
    public int Open { get; private set; }

    /// <summary>A request begins.</summary>
    public void Begins() => Open++;

    /// <summary>A request is over.</summary>
    public void Took(TimeSpan time, bool isAnswered)
    {
        Open--;
        Longest = time > Longest ? time : Longest;
        (Answered, Unsettled) = isAnswered ? (Answered + 1, Unsettled) : (Answered, Unsettled + 1);
    }
}
