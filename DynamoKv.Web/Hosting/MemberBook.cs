// Who is or was a member, as this server's node knows it now.
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Hosting;

/// <summary>The members with their addresses, as the node said last. Thread-safe: the node's loop writes, anybody reads.</summary>
public sealed class MemberBook
{
    private volatile IReadOnlyList<MemberRecord> _members = [];

    /// <summary>Everybody who is or was a member, sorted.</summary>
    public IReadOnlyList<MemberRecord> Members => _members;

    /// <summary>Hears of every change; called on the node's loop, must not block.</summary>
    public event Action<IReadOnlyList<MemberRecord>>? Changed;

    /// <summary>Whether somebody owns keys: the node knows a ring.</summary>
    public bool HasRing => _members.Any(member => member.IsInCurrentRing);

    /// <summary>Where a member is reached; null: it is none, or its address is not known.</summary>
    public string? AddressOf(NodeId node) =>
        _members.FirstOrDefault(member => member.Id == node) is { Address: { Length: > 0 } address } ? address : null;

    /// <summary>The node knows more.</summary>
    public void Update(IReadOnlyList<MemberRecord> members)
    {
        _members = members;
        Changed?.Invoke(members);
    }
}
