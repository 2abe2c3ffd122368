// The runs of a server that is a node: one, the cluster itself.
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Web.Sessions.Live;

/// <summary>The runs of a server that is a node of a real cluster: one, the cluster itself.</summary>
internal sealed class LiveRegistry(LiveSession main) : IRunRegistry
{
    public IClusterSession Main => main;

    public IReadOnlyList<IClusterSession> All => [main];

    public IClusterSession? Find(string name) => name == main.Name ? main : null;

    public IClusterSession Create(ulong? seed) => throw new NotSimulatedException(LiveLimits.Runs);

    public IClusterSession Create(ScenarioFile file, ulong? seed) => throw new NotSimulatedException(LiveLimits.Runs);
}
