// What a client wants to be sent.
namespace DynamoKv.Web.Api.Riak;

/// <summary>Chooses among media types by the Accept header.</summary>
internal static class RiakAccept
{
    /// <summary>The offer that the client likes best, of equals the first; null: it takes none of them.</summary>
    public static string? Choose(HttpRequest request, params string[] offers)
    {
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
        {
            return offers[0];
        }

        string? best = null;
        var bestQuality = 0.0;
        foreach (var offer in offers)
        {
            var quality = Quality(accepted, offer);
            (best, bestQuality) = quality > bestQuality ? (offer, quality) : (best, bestQuality);
        }

        return best;
    }

    /// <summary>The quality that the most specific range gives to a type; 0: not wanted.</summary>
    private static double Quality(IList<Microsoft.Net.Http.Headers.MediaTypeHeaderValue> accepted, string offer)
    {
        var media = offer.Split(';')[0].Trim();
        var (quality, rank) = (0.0, 0);
        foreach (var range in accepted)
        {
            var fit = Fit(range, media);
            if (fit > rank)
            {
                (quality, rank) = (range.Quality ?? 1, fit);
            }
        }

        return quality;
    }

    private static int Fit(Microsoft.Net.Http.Headers.MediaTypeHeaderValue range, string media)
    {
        var isType = media.StartsWith(range.Type.Value + "/", StringComparison.OrdinalIgnoreCase);
        return range.MatchesAllTypes ? 1
            : range.MatchesAllSubTypes ? (isType ? 2 : 0)
            : string.Equals(range.MediaType.Value, media, StringComparison.OrdinalIgnoreCase) ? 3 : 0;
    }
}
