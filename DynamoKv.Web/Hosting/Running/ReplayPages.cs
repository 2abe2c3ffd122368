// Replay pages of runs that people watch.
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>Replay pages of runs that people watch.</summary>
internal sealed class ReplayPages : IReplayPages
{
    public string Of(IClusterSession session)
    {
        var outcome = session.JudgeRun() ?? throw new NotSimulatedException("A replay is made of a simulated run; this is a real cluster.");
        // One line more than the page takes, so that it can say that there are more.
        return ReplayPage.Of(
            RunRecord.Of(session.Title, "", outcome), session.Scenario?.Summary ?? "", [.. session.Current.Head.Nodes.Keys], session.ReadLog(1, ReplayPage.MostLines + 1), outcome);
    }
}
