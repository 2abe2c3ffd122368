// Whether a node can serve.
using DynamoKv.Engine.Hosting;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting;

/// <summary>A node serves when it works and knows a ring.</summary>
internal sealed class NodeReadiness(INodeHost host, MemberBook members, Joiner joiner, NodeSettings settings) : IReadiness
{
    public string? Problem => host.Trouble ?? (members.HasRing ? null
        : settings is { MayJoin: true, Seeds.IsEmpty: false } ? joiner.State
        : $"{host.Id} belongs to no cluster yet: a member's administrator has to join it.");
}
