#!/usr/bin/env bash
# Exported from churn-scoring.pipedraft.yaml. Nodes: release, repository, nightly, copy-orders, copy-usage, scores, score, train.
#
# scripts/release.sh [PART...]   without a part: infra, nightly, ml
# Only when named: train
# Sign in first: az login. Every command may run twice.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

export LOCATION="${LOCATION:-westeurope}"
export RESOURCE_GROUP="${RESOURCE_GROUP:-rg-churn-scoring}"
export DATA_FACTORY="${DATA_FACTORY:-adf-churn-scoring}"
export ML_WORKSPACE="${ML_WORKSPACE:-mlw-churn-scoring}"
export VERSION="${VERSION:-$(date -u +%Y%m%d%H%M%S)}" # one for all that this call makes

# Stops while a value is still to be filled in.
gaps() {
  local found=0
  grep -rn 'GAP[(]' -- "$@" >&2 || found=$?
  if [ "$found" -ne 1 ]; then echo "Still to be filled in, or missing: see above, and README.md." >&2; exit 1; fi
}

# Somebody has to agree, at the terminal; where there is none, APPROVED_BY names who did.
approve() {
  if [ -n "${APPROVED_BY:-}" ]; then echo "Approved by $APPROVED_BY."; return; fi
  local answer=no
  if [ -t 0 ]; then read -r -p "$1 Approver: $2. Type yes to go on: " answer; fi
  if [ "$answer" != yes ]; then echo "Nobody agreed." >&2; exit 1; fi
}

part_infra() (
  echo Infrastructure
  gaps infra
  az group create --name "$RESOURCE_GROUP" --location "$LOCATION" --output none
  az deployment group create --resource-group "$RESOURCE_GROUP" --name "infra-$VERSION" \
    --template-file infra/main.bicep --parameters @infra/main.parameters.json --output none
)

part_nightly() ( # release > nightly
  echo 'Nightly window'
  gaps adf
  cd adf
  factory="/subscriptions/{subscriptionId}/resourceGroups/$RESOURCE_GROUP/providers/Microsoft.DataFactory/factories/$DATA_FACTORY"
  call() { az rest --method "$1" --url "$factory/$2?api-version=2018-06-01" "${@:3}"; }
  put() {
    for file in "${@:2}"; do
      if [ ! -f "$file" ]; then continue; fi
      call put "$1/$(jq --raw-output .name "$file")" --body "@$file" --output none
    done
  }
  # A trigger cannot be changed while it runs. Those that ran start again, also after a failure.
  running=()
  restart() { for name in ${running[@]+"${running[@]}"}; do call post "triggers/$name/start"; done; }
  trap restart EXIT
  for file in trigger/*.json; do
    if [ ! -f "$file" ]; then continue; fi
    name=$(jq --raw-output .name "$file")
    state=$(call get "triggers/$name" --query properties.runtimeState --output tsv 2>/dev/null || echo None)
    if [ "$state" = Started ]; then
      call post "triggers/$name/stop"
      running+=("$name")
    fi
  done
  # What is referred to comes first.
  put managedVirtualNetworks managedVirtualNetwork/*.json
  put integrationRuntimes integrationRuntime/*.json
  put linkedServices linkedService/vault.json linkedService/*.json
  put datasets dataset/*.json
  put dataflows dataflow/*.json
  put pipelines pipeline/*.json
  put triggers trigger/*.json
)

part_ml() ( # release > score
  echo 'Azure ML'
  gaps ml/data/scores.yml ml/endpoints/score/endpoint.yml
  az extension add --name ml --upgrade --yes
  in=(--resource-group "$RESOURCE_GROUP" --workspace-name "$ML_WORKSPACE")
  az ml data create --file ml/data/scores.yml "${in[@]}"
  if az ml batch-endpoint show --name churn-scoring-score "${in[@]}" --output none 2>/dev/null; then
    az ml batch-endpoint update --file ml/endpoints/score/endpoint.yml "${in[@]}"
  else
    az ml batch-endpoint create --file ml/endpoints/score/endpoint.yml "${in[@]}"
  fi
)

part_train() ( # release > train
  echo 'Weekly training'
  gaps ml
  az extension add --name ml --upgrade --yes
  in=(--resource-group "$RESOURCE_GROUP" --workspace-name "$ML_WORKSPACE")
  az ml data create --file ml/data/customers.yml --version "$VERSION" "${in[@]}"
  job=$(az ml job create --file ml/pipelines/train.yml "${in[@]}" --query name --output tsv \
    --set "inputs.customers.path=azureml:churn-scoring-customers:$VERSION" \
      "outputs.models.version=$VERSION" \
      "outputs.drift.version=$VERSION")
  JOB="$job"
  rounds=0
  while :; do
    status=$(az ml job show --name "$JOB" "${in[@]}" --query status --output tsv)
    case "$status" in
      Completed) break ;;
      Failed | Canceled | NotResponding)
        echo "The run $JOB ended: $status" >&2
        exit 1 ;;
    esac
    rounds=$((rounds + 1))
    sleep 60
  done
  approve 'Release the model of Weekly training?' 'whoever is responsible'
  cd "$root"
  # score: release > score
  gaps ml/endpoints/score
  az ml batch-deployment create --file ml/endpoints/score/deployment.yml --set-default --set model="azureml:churn-scoring-models:$VERSION" "${in[@]}"
  cd "$root"
  # drift
  gaps ml/schedules/drift-monitor.yml
  data="azureml:churn-scoring-train-drift:$VERSION"
  signals=create_monitor.monitoring_signals
  az ml schedule create --file ml/schedules/drift-monitor.yml "${in[@]}" \
    --set "$signals.data_drift.reference_data.input_data.path=$data" \
      "$signals.prediction_drift.reference_data.input_data.path=$data"
)

for command in az jq; do
  if ! command -v "$command" > /dev/null; then echo "Install $command first." >&2; exit 1; fi
done
if [ "$#" -eq 0 ]; then set -- infra nightly ml; fi
for part in "$@"; do
  case "$part" in
    infra) part_infra ;;
    nightly) part_nightly ;;
    ml) part_ml ;;
    train) part_train ;;
    *)
      echo "No part $part. There are: infra, nightly, ml, train." >&2
      exit 2 ;;
  esac
done
