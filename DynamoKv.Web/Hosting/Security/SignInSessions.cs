// Browsers that signed in.
using System.Buffers.Text;
using System.Security.Cryptography;

namespace DynamoKv.Web.Hosting.Security;

/// <summary>
/// Browsers that signed in with a token. A cookie holds a number drawn for it, never the token; here only the number's
/// hash is kept, in memory: a restart signs everybody out. Thread-safe.
/// </summary>
internal sealed class SignInSessions(TimeProvider time)
{
    /// <summary>The cookie.</summary>
    public const string CookieName = "dynamokv-session";

    /// <summary>How long a sign-in lasts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>The most browsers that are signed in; one more signs out the one that signed in first.</summary>
    public const int MaxSessions = 1_000;

    private const int NumberBytes = 32;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (AccessToken Token, DateTimeOffset Until)> _sessions = [];
    private readonly Queue<string> _order = new();

    /// <summary>Signs a browser in; gives its cookie's value.</summary>
    public string Begin(AccessToken token)
    {
        var number = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NumberBytes));
        lock (_gate)
        {
            while (_order.Count >= MaxSessions)
            {
                _sessions.Remove(_order.Dequeue());
            }

            _sessions[KeyOf(number)] = (token, time.GetUtcNow() + Life);
            _order.Enqueue(KeyOf(number));
        }

        return number;
    }

    /// <summary>The token with which a browser signed in; null: it did not, or too long ago.</summary>
    public AccessToken? Find(string? cookie)
    {
        if (cookie is null or "" or { Length: > AccessToken.MaxLength })
        {
            return null;
        }

        lock (_gate)
        {
            return _sessions.TryGetValue(KeyOf(cookie), out var session) && session.Until > time.GetUtcNow() ? session.Token : null;
        }
    }

    /// <summary>Signs a browser out.</summary>
    public void End(string? cookie)
    {
        lock (_gate)
        {
            _sessions.Remove(KeyOf(cookie ?? ""));
        }
    }

    private static string KeyOf(string cookie) => Convert.ToHexString(AccessToken.HashOf(cookie));
}
