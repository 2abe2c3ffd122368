// The network of a real node: its transport, its port, and who may be called.
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Web.Hosting.Networking;
using DynamoKv.Web.Sessions;
using DynamoKv.Web.Sessions.Live;

namespace DynamoKv.Web.Hosting;

/// <summary>Tells the transport who is a member, as the node learns it: nobody else is called.</summary>
internal sealed class NodeNetwork : IDisposable
{
    private readonly MemberBook _members;
    private readonly GrpcTransport _transport;

    public NodeNetwork(MemberBook members, GrpcTransport transport)
    {
        (_members, _transport) = (members, transport);
        _members.Changed += Tell;
        Tell(members.Members);
    }

    /// <summary>Adds the transport and the port on which nodes talk to each other.</summary>
    public static void AddTo(IServiceCollection services, NodeSettings settings)
    {
        var options = new TransportOptions(settings.Id, settings.Cluster)
        {
            Secrets = settings.Security.ClusterSecret is { } secret ? ClusterSecrets.Of(secret, settings.Security.PreviousClusterSecret) : ClusterSecrets.None,
            IsInsecureAllowed = settings.Security.IsInsecure,
        };
        services.AddNodeTransport(options, settings.NodeEndpoint, settings.NodeHost);
        services.AddSingleton<NodeNetwork>();
        services.AddSingleton<INodePort>(parts => parts.GetRequiredService<NodePortService>());
        services.AddSingleton<IPeerAnswers>(parts => new SubjectAnswers(
            new Dictionary<string, IPeerAnswers>(StringComparer.Ordinal) { [JoinQuestion.Subject] = parts.GetRequiredService<JoinDesk>() },
            others: parts.LiveAnswers()));
    }

    public void Dispose() => _members.Changed -= Tell;

    // Former members too: what they still keep for others has to find its way.
    private void Tell(IReadOnlyList<MemberRecord> members) =>
        _transport.SetMembers(members.Where(member => member.Address.Length > 0).Select(member => (member.Id, member.Address)));
}
