// The query parameters that a route knows.
using System.Globalization;

namespace DynamoKv.Web.Api;

/// <summary>A query parameter: its name, kind for the description, and a sentence.</summary>
internal sealed record QueryParameter(string Name, QueryKind Kind, string Description);

/// <summary>What a query parameter holds.</summary>
internal enum QueryKind
{
    Text,
    Number,
    Decimal,
    Flag,
}

/// <summary>Route metadata: exactly these parameters are accepted, and described in the OpenAPI document.</summary>
internal sealed record AcceptedQuery(IReadOnlyList<QueryParameter> Parameters)
{
    /// <summary>Refuses a parameter that the route does not know, or that is given twice: nothing is ignored in silence.</summary>
    public void Check(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (Parameters.All(parameter => parameter.Name != name))
            {
                throw ApiException.BadRequest(Parameters.Count == 0
                    ? $"The query parameter '{name}' is not known here: this route takes none."
                    : $"The query parameter '{name}' is not known here: use {string.Join(", ", Parameters.Select(parameter => parameter.Name))}.");
            }

            if (values.Count > 1)
            {
                throw ApiException.BadRequest($"The query parameter '{name}' is given {values.Count} times: give it once.");
            }
        }
    }
}

/// <summary>Reads query parameters that may be malformed.</summary>
internal static class QueryReading
{
    public static string? Text(this IQueryCollection query, string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

    public static int? Number(this IQueryCollection query, string name, int low, int high)
    {
        if (query.Text(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw ApiException.BadRequest($"The query parameter '{name}' is '{text}': it must be a whole number from {low} to {high}.");
    }

    public static bool Flag(this IQueryCollection query, string name) => query.Choice(name) ?? false;

    /// <summary>Null: nothing was said.</summary>
    public static bool? Choice(this IQueryCollection query, string name) => query.Text(name) switch
    {
        null => null,
        "false" => false,
        "true" => true,
        var text => throw ApiException.BadRequest($"The query parameter '{name}' is '{text}': it must be true or false."),
    };
}
