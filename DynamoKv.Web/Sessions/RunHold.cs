// A playing viewer's claim on a run.
namespace DynamoKv.Web.Sessions;

/// <summary>Lets go once, however often it is disposed.</summary>
internal sealed class RunHold(Action letGo) : IDisposable
{
    private Action? _letGo = letGo;

    public void Dispose() => Interlocked.Exchange(ref _letGo, null)?.Invoke();
}
