// A client that writes keys of its own while nodes die.
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Benchmarks.Processes;

/// <summary>A client that writes, reads and deletes keys of its own, at whichever node is up, and remembers what it was told.</summary>
internal sealed class StormClient(RealCluster cluster, string name, DeterministicRandom random, DotBook dots) : IDisposable
{
    private const int Keys = 8;
    private const int MaxSiblings = 3;
    private const string ContextHeader = "X-Dynamo-Context";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private long _written;

    public IReadOnlyList<KeyRecord> Records { get; } =
        [.. Enumerable.Range(1, Keys).Select(key => new KeyRecord(string.Create(CultureInfo.InvariantCulture, $"{name}/{key}")))];

    public StormFigures Figures { get; } = new();

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var up = cluster.Nodes.Where(node => node.IsUp).ToArray();
            if (up.Length == 0)
            {
                await Task.Yield();
                continue;
            }

            var (record, node) = (Records[random.NextInt32(Keys)], up[random.NextInt32(up.Length)]);
            Figures.Begins();
            var watch = Stopwatch.StartNew();
            var isAnswered = await AskAsync(record, new Uri(node.Address, "/api/v1/data/" + Uri.EscapeDataString(record.Key)));
            Figures.Took(watch.Elapsed, isAnswered);
        }
    }

    /// <summary>
    /// What the cluster shows of a key, asked again until it answers: a node that just missed answers of its peers may think them
    /// down for a moment, and says so. Null, and why: it did not answer in time.
    /// </summary>
    public async Task<(IReadOnlyList<string>? Shown, string Refusal)> ReadWithinAsync(Uri address, TimeSpan patience)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var (shown, refusal) = await ReadAsync(address);
            if (shown is not null || watch.Elapsed > patience)
                return (shown, refusal);

            await looks.WaitForNextTickAsync();
        }
    }

    private async Task<(IReadOnlyList<string>? Shown, string Refusal)> ReadAsync(Uri address)
    {
        try
        {
            using var answer = await _http.GetAsync(address);
            return answer.StatusCode switch
            {
                HttpStatusCode.NotFound => ([], ""),
                HttpStatusCode.OK or HttpStatusCode.MultipleChoices => (Values(await answer.Content.ReadFromJsonAsync<JsonElement>()), ""),
                var status => (null, $"{(int)status} {await answer.Content.ReadAsStringAsync()}"),
            };
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return (null, broken.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private Task<bool> AskAsync(KeyRecord record, Uri address) => random.NextInt32(10) switch
    {
        < 6 => WriteAsync(record, address),
        6 => DeleteAsync(record, address),
        _ => LookAsync(record, address),
    };

    private async Task<bool> WriteAsync(KeyRecord record, Uri address)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{name}-{++_written}");
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(new { value, context = record.Context }) };
        return await ChangeAsync(request, record, value);
    }

    private async Task<bool> DeleteAsync(KeyRecord record, Uri address)
    {
        if (record.Context is null)
            return await LookAsync(record, address);

        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        request.Headers.Add(ContextHeader, record.Context);
        return await ChangeAsync(request, record, value: null);
    }

    private async Task<bool> ChangeAsync(HttpRequestMessage request, KeyRecord record, string? value)
    {
        try
        {
            using var answer = await _http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
                var context = body.GetProperty("context").GetString();
                record.Acknowledge(value, context, isCovered: record.Context is null || ClockOf(context) != ClockOf(record.Context));
            }
            else if (answer.StatusCode != HttpStatusCode.NotFound)
            {
                record.Unknown(value);
            }

            return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            record.Unknown(value);
            return false;
        }
    }

    private async Task<bool> LookAsync(KeyRecord record, Uri address)
    {
        try
        {
            using var answer = await _http.GetAsync(address);
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.MultipleChoices))
                return answer.StatusCode == HttpStatusCode.NotFound;

            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var shown = Values(body);
            if (shown.Count > MaxSiblings)
                record.Adopt(body.GetProperty("context").GetString(), shown);

            return true;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return false;
        }
    }

    private List<string> Values(JsonElement body)
    {
        var values = new List<string>();
        foreach (var sibling in body.GetProperty("siblings").EnumerateArray())
        {
            if (sibling.GetProperty("deleted").GetBoolean())
                continue;

            var value = sibling.GetProperty("value").GetString()!;
            values.Add(value);
            dots.Take(sibling.GetProperty("dot").GetString()!, value);
        }

        return values;
    }

    // The one look behind the curtain: a context is opaque to clients, and whether it covers their own write decides what is a false sibling.
    private static string? ClockOf(string? context) => CausalContext.TryDecode(context, out var known, out _) ? (known with { FastestReplica = null }).Encode() : null;

    private static bool IsBroken(Exception thrown) => thrown is HttpRequestException or TaskCanceledException or IOException or JsonException;
}
