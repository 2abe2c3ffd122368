// Merkle trees, and what two nodes differ in (Dynamo 4.7).
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Web.Api;

/// <summary>GET of /merkle-tree and /merkle-tree/compare/{target}; POST of /merkle-tree/sync and /vector-clock/sync.</summary>
internal static class MerkleRoutes
{
    private const int StandardLevels = 4;
    private const int MaxLevels = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapApi("GET", "/merkle-tree", TreeAsync, Parameters.Range, Parameters.Depth, Parameters.ViewedBy)
            .Describe<MerkleAnswer>("A Merkle tree", "Of one range of the node; without range of the one with the most keys.", 400, 404, 503);
        routes.MapApi("GET", "/merkle-tree/compare/{target_node}", CompareAsync, Parameters.Range, Parameters.Depth, Parameters.ViewedBy)
            .Describe<MerkleComparisonAnswer>("Compare two nodes", "The source compares its trees with the target's; nothing is changed.", 400, 404, 409, 503, 504);
        routes.MapApi("POST", "/merkle-tree/sync", SyncAsync, Parameters.ViewedBy)
            .Describe<SyncAnswer>("Even two nodes out", "{\"target_node_id\", \"dry_run\"?, \"sync_mode\"?: pull, push or bidirectional}.", 400, 404, 409, 415, 503, 504)
            .WithMetadata(AcceptedBody.Required(
                ("target_node_id", QueryKind.Text), ("dry_run", QueryKind.Flag), ("sync_mode", QueryKind.Text)));
        routes.MapApi("POST", "/vector-clock/sync", SyncClocksAsync, Parameters.ViewedBy)
            .Describe<ClockSyncAnswer>("Exchange versions", "{\"target_node_id\", \"dry_run\"?}: afterwards both hold the same versions of what they share.", 400, 404, 409, 415, 503, 504)
            .WithMetadata(AcceptedBody.Required(("target_node_id", QueryKind.Text), ("dry_run", QueryKind.Flag)));
    }

    private static async Task<IResult> TreeAsync(ApiCall call)
    {
        var viewer = call.Viewer();
        if (call.Session.Inspect(viewer) is null)
        {
            throw new ApiException(StatusCodes.Status503ServiceUnavailable, $"{viewer} is down: ask another node with ?via=.");
        }

        var tree = await MerkleFacts.TreeAsync(call, viewer, Position(call), Levels(call));
        return JsonAnswer.Of(new MerkleAnswer(tree, call.Now, tree.State switch
        {
            "ready" => $"{viewer} has {tree.KeyCount} keys in this range.",
            "building" => $"{viewer} is still building its trees: ask again in a moment.",
            _ => "This cluster runs without anti-entropy.",
        }));
    }

    private static async Task<IResult> CompareAsync(ApiCall call)
    {
        var source = call.Viewer();
        var target = call.Target(source, (string)call.Http.Request.RouteValues["target_node"]!);
        var comparison = await ExchangeAsync(call, source, target, isDryRun: true, SyncMode.Both);
        var position = Position(call) ?? (comparison.Keys.IsEmpty ? (RingPosition?)null : RingPosition.OfKey(comparison.Keys[0].Key)) ?? await SharedAsync(call, source, target);
        return JsonAnswer.Of(new MerkleComparisonAnswer(
            MerkleFacts.Shape(comparison, call.Now), await MerkleFacts.TreeAsync(call, source, position, Levels(call)),
            await MerkleFacts.TreeAsync(call, target, position, Levels(call)), call.Now));
    }

    private static async Task<IResult> SyncAsync(ApiCall call)
    {
        var body = await AdminBody.ReadAsync(call, "target_node_id", "dry_run", "sync_mode");
        var (isDryRun, mode) = (body.Flag("dry_run"), Mode(body));
        var source = call.Viewer();
        var target = call.Target(source, body.Required("target_node_id"));
        var comparison = await ExchangeAsync(call, source, target, isDryRun, mode);
        var actions = comparison.Keys.Select(one => (one.Key, Action: MerkleFacts.Action(one.Difference, mode)))
            .Where(one => one.Action is not null).Select(one => new SyncAction(one.Key.Text, one.Action!));
        return JsonAnswer.Of(new SyncAnswer(
            MerkleFacts.Message(comparison), MerkleFacts.Shape(comparison, call.Now), [.. actions], isDryRun, Word(mode),
            new SyncStats(comparison.Counts.Pulled), new SyncStats(comparison.Counts.Pushed), call.Now));
    }

    private static async Task<IResult> SyncClocksAsync(ApiCall call)
    {
        var body = await AdminBody.ReadAsync(call, "target_node_id", "dry_run");
        var isDryRun = body.Flag("dry_run");
        var source = call.Viewer();
        var target = call.Target(source, body.Required("target_node_id"));
        var directions = (await ClockRoutes.DifferencesAsync(call, source, target))
            .ToDictionary(difference => difference.Key, difference => difference.Direction);
        var comparison = await ExchangeAsync(call, source, target, isDryRun, SyncMode.Both);
        return JsonAnswer.Of(new ClockSyncAnswer(
            MerkleFacts.Message(comparison), source.Value, target.Value, isDryRun,
            [.. comparison.Keys.Select(one => new ExchangedKey(one.Key.Text, directions.GetValueOrDefault(one.Key, MerkleFacts.Action(one.Difference, SyncMode.Both)!)))],
            call.Now));
    }

    private static async Task<Comparison> ExchangeAsync(ApiCall call, NodeId source, NodeId target, bool isDryRun, SyncMode mode) =>
        await Commands.AskAsync(call, source, number => new NodeCommand.ExchangeWith(number, target, isDryRun, mode)) is CommandAnswer.Compared compared
            ? compared.Comparison
            : throw new InvalidOperationException($"{source} answered a comparison with something else.");

    private static async Task<RingPosition?> SharedAsync(ApiCall call, NodeId source, NodeId target)
    {
        var trees = call.Session.Inspect(source)?.AntiEntropy?.Trees ?? [];
        foreach (var tree in trees.OrderByDescending(tree => tree.KeyCount))
        {
            if (await call.Session.MerkleTreeAsync(target, tree.Range.End, 0, call.Cancellation) is not null)
            {
                return tree.Range.End;
            }
        }

        return null;
    }

    private static SyncMode Mode(JsonElement body) => body.Text("sync_mode") switch
    {
        null or "bidirectional" => SyncMode.Both,
        "pull" => SyncMode.Pull,
        "push" => SyncMode.Push,
        var other => throw ApiException.BadRequest($"The property 'sync_mode' is '{other}': it must be pull, push or bidirectional."),
    };

    private static string Word(SyncMode mode) => mode == SyncMode.Both ? "bidirectional" : mode.ToString().ToLowerInvariant();

    private static int Levels(ApiCall call) => call.Query.Number(Parameters.Depth.Name, 0, MaxLevels) ?? StandardLevels;

    private static RingPosition? Position(ApiCall call)
    {
        if (call.Query.Text(Parameters.Range.Name) is not { } text)
        {
            return null;
        }

        return uint.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var position)
            ? new RingPosition(position)
            : throw ApiException.BadRequest($"The query parameter 'range' is '{text}': it must be a position of the ring, 0 to {uint.MaxValue}.");
    }
}
