// What somebody wants to be run.
using System.Globalization;
using System.Text;
using System.Text.Json;
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Web.Api;

/// <summary>What somebody wants to be run: a scenario, or the demo of a seed.</summary>
/// <param name="File">The scenario; null: the demo, or it has problems.</param>
/// <param name="Seed">In place of the scenario's own; null: that.</param>
/// <param name="Problems">What is wrong with the scenario.</param>
internal sealed record RunOrderBody(ScenarioFile? File, ulong? Seed, IReadOnlyList<ScenarioProblemInfo> Problems)
{
    private const string ScenarioProperty = "scenario";
    private const string SeedProperty = "seed";
    private static readonly string[] YamlTypes = ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

    /// <summary>Reads a body.</summary>
    public static async Task<RunOrderBody> ReadAsync(HttpContext http)
    {
        var type = http.Request.ContentType?.Split(';')[0].Trim() ?? "";
        if (YamlTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return Of(TextOf(await RequestBody.ReadBytesAsync(http)), seed: null);
        }

        if (!RequestBody.IsJson(http.Request))
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "Send the body as application/json, or a scenario as application/yaml.");
        }

        var bytes = await RequestBody.ReadBytesAsync(http);
        var body = RequestBody.Parse(bytes);
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("dynamokv", out _)
            ? Of(TextOf(bytes), seed: null)
            : OfOrder(RequestBody.Known(body, SeedProperty, ScenarioProperty));
    }

    private static RunOrderBody OfOrder(JsonElement body)
    {
        ulong? seed = body.TryGetProperty(SeedProperty, out var number) ? SeedOf(number) : null;
        return !body.TryGetProperty(ScenarioProperty, out var scenario) ? new RunOrderBody(null, seed, [])
            : scenario.ValueKind == JsonValueKind.String ? Of(body.Text(ScenarioProperty)!, seed)
            : Of(scenario.GetRawText(), seed);
    }

    private static RunOrderBody Of(string text, ulong? seed)
    {
        var reading = ScenarioReader.Read(text);
        return new RunOrderBody(reading.File, seed, [.. reading.Problems.Select(problem => new ScenarioProblemInfo(
            problem.At.Line, problem.At.Column, problem.Path, problem.Reason, problem.ToString()))]);
    }

    private static ulong SeedOf(JsonElement seed) => seed.ValueKind == JsonValueKind.Number && seed.TryGetUInt64(out var value)
        ? value
        : throw ApiException.BadRequest("The property 'seed' must be a whole number from 0 to 18446744073709551615.");

    private static string TextOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            throw ApiException.BadRequest("The scenario is no text in UTF-8.");
        }
    }
}

/// <summary>Reads a seed from a query.</summary>
internal static class SeedReading
{
    public static ulong? Seed(this IQueryCollection query, string name) => query.Text(name) is not { } text ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed
        : throw ApiException.BadRequest($"The query parameter '{name}' is '{Shown.Of(text)}': it must be a whole number from 0 to 18446744073709551615.");
}
