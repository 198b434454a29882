releasePipeline {
    stages {
        stage('Source') {
            source('App') { git url: 'https://github.com/octocat/Hello-World.git'; output 'AppSource'; namespace 'App' }
        }
        stage('Build') {
            build('Package') { input 'AppSource'; commands 'ls', 'echo "built from #{App.CommitId}"' }
        }
        stage('Approve') {
            approval('ShipIt') { message 'Ship #{App.CommitId}?' }
        }
        stage('Production') {
            deploy('Deploy') { input 'AppSource'; commands 'echo "deployed #{App.CommitId}"' }
        }
    }
}
