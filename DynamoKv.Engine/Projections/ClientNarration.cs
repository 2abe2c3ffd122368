// Captions of what named clients do.
using DynamoKv.Engine.Protocol;
using static DynamoKv.Engine.Projections.NarrationWords;

namespace DynamoKv.Engine.Projections;

internal static class ClientNarration
{
    private const string Asked = "{0} asks {1} to {2} {3}.";
    private const string AskedAgain = "{0} has no answer and asks {1} to {2} {3}: attempt {4}.";
    private const string Late = " It meant to {0} ago.";
    private const string WaitedTooLong = "{0} has waited long enough.";
    private const string ConnectionBroken = "{0} loses its connection: it does not know what became of its request.";
    private const string NotTaken = "{0} is turned away.";
    private const string NobodyUp = "{0} finds no node that is up.";
    private const string LineFull = "{0} has too much in line: it gives {1} up before it has asked.";

    public static Narration.Line? Of(LogEntry entry, WorldEvent.OfClient what) => what switch
    {
        WorldEvent.ClientAsked asked => new(CaptionTone.Request, Asking(entry, asked), asked.Operation),
        WorldEvent.ClientLeft left => new(CaptionTone.Trouble, Fill(LeftText(left.Reason), left.Client, left.Intent), left.Operation),
        _ => null, // the node's own line says what the client hears
    };

    private static string Asking(LogEntry entry, WorldEvent.ClientAsked asked)
    {
        var template = asked.Attempt == 1 ? Asked : AskedAgain;
        var text = Fill(template, asked.Client, asked.Operation.Entry, asked.Kind.ToString().ToLowerInvariant(), asked.Key, asked.Attempt);
        var late = entry.At - asked.Intended;
        return asked.Attempt == 1 && late > TimeSpan.Zero ? text + Fill(Late, Duration(late)) : text;
    }

    private static string LeftText(ClientLoss reason) => reason switch
    {
        ClientLoss.WaitedTooLong => WaitedTooLong,
        ClientLoss.ConnectionBroken => ConnectionBroken,
        ClientLoss.NotTaken => NotTaken,
        ClientLoss.NobodyUp => NobodyUp,
        _ => LineFull,
    };
}
