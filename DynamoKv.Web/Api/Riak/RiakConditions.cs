// Conditions of a request on what is stored.
using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace DynamoKv.Web.Api.Riak;

/// <summary>If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since (RFC 9110, section 13).</summary>
internal sealed class RiakConditions(IHeaderDictionary headers)
{
    private readonly StringValues _match = headers.IfMatch;
    private readonly StringValues _noneMatch = headers.IfNoneMatch;
    private readonly DateTimeOffset? _modifiedSince = Date(headers.IfModifiedSince);
    private readonly DateTimeOffset? _unmodifiedSince = Date(headers.IfUnmodifiedSince);

    /// <summary>Whether a write depends on what is stored.</summary>
    public bool BindWrites => _match.Count > 0 || _noneMatch.Count > 0 || _unmodifiedSince is not null;

    /// <summary>Whether the only condition is that nothing is stored: the coordinator then sees to it.</summary>
    public bool IsOnlyIfAbsent => _noneMatch.Count == 1 && _noneMatch.ToString().Trim() == "*" && _match.Count == 0 && _unmodifiedSince is null;

    /// <summary>Checks the conditions of a write.</summary>
    /// <param name="stored">What is stored; null: nothing.</param>
    /// <exception cref="RiakProblem">When one does not hold: 412.</exception>
    public void CheckWrite(RiakObject? stored)
    {
        CheckMatch(stored);
        if (IsExcluded(stored))
        {
            throw RiakProblem.ConditionFailed();
        }
    }

    /// <summary>Checks the conditions of a read; true: the client has it already.</summary>
    /// <exception cref="RiakProblem">When one does not hold: 412.</exception>
    public bool IsKnown(RiakObject stored)
    {
        CheckMatch(stored);
        return _noneMatch.Count > 0 ? IsExcluded(stored) : _modifiedSince is { } since && stored.LastModified <= since;
    }

    private void CheckMatch(RiakObject? stored)
    {
        var isMatch = _match.Count == 0 || (stored is not null && Names(_match, stored.Tag));
        if (!isMatch || (_unmodifiedSince is { } since && stored?.LastModified > since))
        {
            throw RiakProblem.ConditionFailed();
        }
    }

    private bool IsExcluded(RiakObject? stored) => stored is not null && Names(_noneMatch, stored.Tag);

    /// <summary>Whether a list of tags names one; some clients send tags without quotes.</summary>
    private static bool Names(StringValues list, string tag)
    {
        foreach (var header in list)
        {
            foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                if (part == "*" || (part.StartsWith("W/", StringComparison.Ordinal) ? part[2..] : part).Trim('"') == tag)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A date that can't be read is no condition.</summary>
    private static DateTimeOffset? Date(StringValues header) =>
        DateTimeOffset.TryParseExact(header.ToString(), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
