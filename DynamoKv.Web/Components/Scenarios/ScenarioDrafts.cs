// What somebody is writing, while he looks at something else.
namespace DynamoKv.Web.Components.Scenarios;

/// <summary>What somebody is writing, kept while he runs it or looks at something else: one object a circuit. Not thread-safe.</summary>
public sealed class ScenarioDrafts
{
    /// <summary>The most drafts that are kept; then the oldest goes.</summary>
    public const int MaxCount = 20;

    private readonly List<(string Id, ScenarioDraft Draft)> _drafts = [];

    /// <summary>The draft of a scenario; a fresh one when there is none yet.</summary>
    /// <param name="id">Which scenario.</param>
    /// <param name="text">What a fresh one begins with.</param>
    public ScenarioDraft Open(string id, Func<string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = _drafts.FirstOrDefault(one => one.Id == id).Draft ?? new ScenarioDraft(text());
        Forget(id);
        _drafts.Add((id, found));
        _drafts.RemoveRange(0, Math.Max(0, _drafts.Count - MaxCount));
        return found;
    }

    /// <summary>A draft is done with.</summary>
    public void Forget(string id) => _drafts.RemoveAll(one => one.Id == id);
}
