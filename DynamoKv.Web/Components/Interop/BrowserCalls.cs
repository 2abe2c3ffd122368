// Calls to a browser that may be gone.
using Microsoft.JSInterop;

namespace DynamoKv.Web.Components.Interop;

/// <summary>Calls to a browser that may be gone: then there is nobody to tell, and nothing to do.</summary>
internal static class BrowserCalls
{
    public static async ValueTask TryAsync(Func<ValueTask> call)
    {
        try
        {
            await call();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // The tab was closed or lost its connection while the call was on its way.
        }
    }
}
