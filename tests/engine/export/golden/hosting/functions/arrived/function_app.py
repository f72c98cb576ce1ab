# Exported from plan.pipedraft.yaml. Nodes: arrived.
# Title: arrived
# Settings of the app: landing__… (a connection with the identity of the app).

import azure.functions as func

app = func.FunctionApp()


# landing > arrived
@app.function_name(name="arrived")
@app.blob_trigger(arg_name="blob", path="landing/orders/{name}", connection="landing", source="EventGrid")
def run(blob: func.InputStream) -> None:
    raise NotImplementedError("The work of arrived is not written yet.")
