// What the replicas of a key hold, seen from outside.
using System.Net.Http.Json;
using System.Text.Json;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>Looks at the replicas of a key through the API.</summary>
internal static class ReplicaView
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Waits until all replicas of a key hold the same versions. False: they did not in time.</summary>
    public static async Task<bool> SettlesAsync(RealCluster cluster, string key, TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (!patience.IsCancellationRequested)
        {
            if (await AreEqualAsync(AddressOf(cluster, key)))
                return true;

            await looks.WaitForNextTickAsync(CancellationToken.None);
        }

        return false;
    }

    /// <summary>What the replicas hold, as the API says it.</summary>
    public static async Task<string> HeldAsync(RealCluster cluster, string key) => await Http.GetStringAsync(AddressOf(cluster, key));

    private static Uri AddressOf(RealCluster cluster, string key) => new(cluster.Nodes[0].Address, $"/api/v1/keys/{Uri.EscapeDataString(key)}/replicas");

    private static async Task<bool> AreEqualAsync(Uri address)
    {
        try
        {
            var body = await Http.GetFromJsonAsync<JsonElement>(address);
            var held = body.GetProperty("replicas").EnumerateArray().Where(replica => !IsHint(replica)).Select(DotsOf).ToList();
            return held.Count > 0 && held.TrueForAll(dots => dots == held[0]);
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException)
        {
            return false;
        }
    }

    private static bool IsHint(JsonElement replica) => replica.TryGetProperty("hint_for", out var target) && target.ValueKind == JsonValueKind.String;

    private static string DotsOf(JsonElement replica) =>
        string.Join(' ', replica.GetProperty("siblings").EnumerateArray().Select(sibling => sibling.GetProperty("dot").GetString()).Order(StringComparer.Ordinal));
}
