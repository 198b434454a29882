releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Approve') {
            approval('ShipIt') {
                notify email: 'release-managers', webhook: 'chat.example.com'
            }
        }
    }
}
