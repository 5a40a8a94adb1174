namespace Orleans.Runtime;

/// <summary>The caller's side of an enumeration: asks the grain for the elements that are ready, batch by batch.</summary>
internal sealed class GrainEnumerator<T>(GrainClass grainClass, string key, EnumerationSession<T> session) : IAsyncEnumerator<T>
{
    private List<T> _batch = [];
    private int _index = -1;
    private bool _isStarted;

    public T Current => _batch[_index];

    public async ValueTask<bool> MoveNextAsync()
    {
        if (++_index < _batch.Count)
        {
            return true;
        }

        var pull = session.NewPull();
        if (!_isStarted)
        {
            _isStarted = true;
            grainClass.Send(key, pull);
        }
        else
        {
            session.Post(pull);
        }

        _batch = await pull.Elements;
        _index = 0;
        return _batch.Count > 0;
    }

    public ValueTask DisposeAsync() => _isStarted ? session.CloseAsync() : ValueTask.CompletedTask;
}
