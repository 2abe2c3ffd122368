// Fails a test with one problem a line.
namespace DynamoKv.Tests.Architecture;

internal static class Problems
{
    /// <summary>Fails when there is any, and prints them all.</summary>
    public static void None(IEnumerable<string> problems)
    {
        var found = problems.ToArray();
        Assert.True(found.Length == 0, $"{found.Length} problems:\n{string.Join('\n', found)}");
    }
}
