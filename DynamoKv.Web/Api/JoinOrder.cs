// What is asked of a cluster about a node that is to join.
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Api;

/// <summary>What is asked of a cluster about a node that is to join.</summary>
internal sealed record JoinOrder(NodeId Node, string Address, int Tokens, string? Rack)
{
    /// <summary>The most nodes of one simulated cluster that grows by hand.</summary>
    public const int MaxNodes = 100;

    private const int MaxAddressLength = 255;
    private const int MaxRackLength = 63;

    /// <summary>Reads and checks the body.</summary>
    public static async Task<JoinOrder> ReadAsync(ApiCall call)
    {
        var body = await AdminBody.ReadAsync(call, "node_id", "address", "tokens", "rack");
        var name = body.Required("node_id");
        if (!NodeId.TryParse(name, out var node))
        {
            throw ApiException.BadRequest($"'{Shown.Of(name)}' is no name of a node: use 1 to 63 letters, digits, points, dashes or underscores.");
        }

        var address = body.Required("address");
        if (address.Length > MaxAddressLength)
        {
            throw ApiException.BadRequest($"The address has {address.Length} characters: at most {MaxAddressLength} are kept.");
        }

        if (body.Text("rack") is { Length: > MaxRackLength } rack)
        {
            throw ApiException.BadRequest($"The rack's name has {rack.Length} characters: at most {MaxRackLength} are kept.");
        }

        if (call.Session.Mode == SessionMode.Simulation && !call.Head.Nodes.ContainsKey(node) && call.Head.Nodes.Count >= MaxNodes)
        {
            throw new ApiException(StatusCodes.Status409Conflict, $"This run has {MaxNodes} nodes already, the most it may have.");
        }

        return new JoinOrder(node, address, ReadTokens(body), body.Text("rack"));
    }

    /// <summary>Whether a member's address is the one that is asked for.</summary>
    public bool IsAt(IClusterSession session, string known) => Address == (known.Length > 0 ? known : session.AddressOf(Node));

    /// <summary>The member that has the address already; null: nobody else has.</summary>
    public NodeId? Holder(IClusterSession session) => session.Ring.Members.Select(member => member.Id)
        .Where(member => member != Node && session.AddressOf(member) == Address).Select(member => (NodeId?)member).FirstOrDefault();

    /// <summary>Starts the node's process where the world can be controlled and it does not run.</summary>
    public void Start(IClusterSession session)
    {
        if (!session.Current.Head.Nodes.ContainsKey(Node))
        {
            session.Controls?.Apply(new StartNodeAction(Node));
        }
    }

    private static int ReadTokens(JsonElement body)
    {
        if (!body.TryGetProperty("tokens", out var tokens))
        {
            return RingMember.DefaultTokens;
        }

        return tokens.ValueKind == JsonValueKind.Number && tokens.TryGetInt32(out var count) && count is >= 1 and <= RingMember.MaxTokens
            ? count
            : throw ApiException.BadRequest($"The property 'tokens' must be a whole number from 1 to {RingMember.MaxTokens}.");
    }
}
