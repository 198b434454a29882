releasePipeline {
    stages { stage('Approve') { approval('Ship') { notify() } } }
}
