// Where the next page begins.
using System.Buffers.Text;
using System.Text;

namespace DynamoKv.Web.Api;

/// <summary>Where the next page begins: opaque to clients, good in a URL.</summary>
internal static class PageCursor
{
    public static string Write(string last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last));

    public static string? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        return cursor.Length <= 2_048 && Base64Url.IsValid(cursor)
            ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor))
            : throw ApiException.BadRequest("The query parameter 'cursor' is no cursor of this server: use the next_cursor of the page before.");
    }
}
