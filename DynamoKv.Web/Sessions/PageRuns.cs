// The runs that one page has opened.
using System.Globalization;

namespace DynamoKv.Web.Sessions;

/// <summary>
/// The runs that one page has opened and that are still there: at most <see cref="SimulationOptions.MaxRunsOfPage"/>, so that one
/// person who tries out a lot leaves room for the others. One a page in a browser; not thread-safe.
/// </summary>
/// <param name="registry">Knows which runs are there.</param>
/// <param name="most">How many may be there at a time.</param>
public sealed class PageRuns(IRunRegistry registry, int most)
{
    private readonly List<string> _opened = [];

    /// <summary>Opens a run.</summary>
    /// <exception cref="RunLimitException">When the page has opened its most runs already; says which.</exception>
    public IClusterSession Open(Func<IClusterSession> open)
    {
        _opened.RemoveAll(name => registry.Find(name) is null);
        if (_opened.Count >= most)
        {
            var opened = string.Join(", ", _opened.Select(name => $"/lab/{name}"));
            throw new RunLimitException(string.Create(
                CultureInfo.InvariantCulture,
                $"This page has opened {most} runs already: go on in one of them ({opened}); each is closed when nobody has looked at it for a while."));
        }

        var session = open();
        _opened.Add(session.Name);
        return session;
    }
}
